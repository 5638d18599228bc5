//! Chance that can be had again: the same seed gives the same numbers, on every machine.

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng as _, SeedableRng as _};

/// Random numbers from a seed.
///
/// They are the keystream of `ChaCha` with eight rounds (D. J. Bernstein, `ChaCha`, a variant of Salsa20,
/// 2008), whose key is the seed in little-endian bytes followed by zeros, and whose nonce is zero. That is
/// a published algorithm, so that what a file or a handout says was drawn can be drawn again by any
/// version of this program, or by another one.
#[derive(Debug)]
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// Dice that fall as this seed has it.
    pub fn new(seed: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number from 0 to `n` - 1; 0 if `n` is 0.
    ///
    /// The next 64 bits of the keystream, read as a share of 2^64, are scaled to `n`. The chances of two
    /// numbers differ by at most `n` / 2^64 of their size, far less than all draws of a seminar could show.
    pub fn below(&mut self, n: usize) -> usize {
        let scaled = (u128::from(self.0.next_u64()) * n as u128) >> 64;
        #[expect(clippy::cast_possible_truncation, reason = "less than n, or 0")]
        let below = scaled as usize;
        below
    }

    /// Brings these into a random order, each order being as likely as any other (Fisher-Yates, from the
    /// last place to the second).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
