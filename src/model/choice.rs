//! Closed lists of words in the file formats, such as `forecast` and `prescription`.

/// An enum whose variants are words of the file format.
pub trait Choice: Copy + Eq + 'static {
    /// All variants, in the order in which the format lists them.
    const ALL: &'static [Self];
    /// The words for [`Self::ALL`], in the same order.
    const WORDS: &'static [&'static str];

    /// The word for this variant.
    fn word(self) -> &'static str;

    /// The variant for a word.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.word() == word)
    }
}

/// Declares an enum with the word that stands for each variant in files and output.
macro_rules! choices {
    (
        $(#[doc = $doc:literal])+
        pub enum $Name:ident { $( $(#[doc = $variant_doc:literal])+ $variant:ident = $word:literal, )+ }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $Name { $( $(#[doc = $variant_doc])+ $variant, )+ }

        impl $crate::model::choice::Choice for $Name {
            const ALL: &'static [Self] = &[$( Self::$variant ),+];
            const WORDS: &'static [&'static str] = &[$( $word ),+];

            fn word(self) -> &'static str {
                match self { $( Self::$variant => $word ),+ }
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad($crate::model::choice::Choice::word(*self))
            }
        }

        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
                output.serialize_str($crate::model::choice::Choice::word(*self))
            }
        }

        impl $crate::model::json::FromJson for $Name {
            fn read<'de, D: serde::Deserializer<'de>>(
                input: D,
                _: &$crate::model::json::Progress,
            ) -> Result<Self, D::Error> {
                use serde::de::Error as _;
                let word = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(input)?;
                <Self as $crate::model::choice::Choice>::from_word(&word)
                    .ok_or_else(|| D::Error::unknown_variant(&word, <Self as $crate::model::choice::Choice>::WORDS))
            }

            fn shape() -> $crate::model::shape::Shape {
                $crate::model::shape::Shape::Choice(<Self as $crate::model::choice::Choice>::WORDS)
            }
        }
    };
}
pub(crate) use choices;
