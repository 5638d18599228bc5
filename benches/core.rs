//! How long it takes to load and check a theory file, to judge predictions, and to analyse what comes out.

mod support;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use prescient::assess::{Index, Lens, analyse, assess};
use prescient::model::Theory;
use prescient::model::json::Progress;
use prescient::store::{builtin, parse};

fn load(criterion: &mut Criterion) {
    let essay = support::essay();
    for (name, bytes, samples) in [("1 MB", 1_000_000, 50), ("100 MB", 100_000_000, 10)] {
        let text = support::theory_text(1, bytes, usize::MAX);
        let mut group = criterion.benchmark_group(format!("load {name}"));
        group.sample_size(samples).throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("bare serde_json", |bencher| {
            bencher.iter_with_large_drop(|| serde_json::from_slice::<Theory>(black_box(text.as_bytes())));
        });
        group.bench_function("load and check", |bencher| {
            bencher.iter_with_large_drop(|| {
                parse::<Theory>(black_box(text.as_bytes()), Some(&essay), &Progress::default())
            });
        });
        group.finish();
    }
}

fn judge(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("assess");
    let (essay, theories) = (builtin::essay(), builtin::theories());
    group.bench_function("built-in", |bencher| {
        bencher.iter(|| assess(black_box(&essay), black_box(&theories), &Lens::default()));
    });
    let (essay, theories) = (support::essay(), support::theories(1000, 100));
    group.sample_size(20);
    group.bench_function("100,000 predictions in 1,000 theories", |bencher| {
        bencher.iter_batched(
            || (),
            |()| assess(black_box(&essay), black_box(&theories), &Lens::default()),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn analysis(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("analyse");
    let built_in = ("built-in", builtin::essay(), builtin::theories());
    let dense = (
        "10 theories by 300 outcomes",
        std::sync::Arc::new(support::essay_of(300)),
        support::dense_theories(10, 300),
    );
    for (name, essay, theories) in [built_in, dense] {
        let index = Index::new(&essay, &theories);
        let assessment = index.assess(&essay, &theories, &Lens::default());
        group.bench_function(name, |bencher| {
            bencher.iter(|| analyse(black_box(&index), &essay, &theories, black_box(&assessment)));
        });
    }
    group.finish();
}

// Loading first would leave a heap full of holes, over which the theories to judge would be scattered.
criterion_group!(benches, judge, analysis, load);
criterion_main!(benches);
