//! The built-in chronicle, opened once for all tests.

use dateline::dataset::Dataset;
use std::sync::LazyLock;

pub static WORLD: LazyLock<Dataset> = LazyLock::new(|| {
    let data = Dataset::open(None).expect("the built-in chronicle opens");
    assert!(data.problems.is_empty(), "{:?}", data.problems);
    data
});
