//! See `standpoint_fuzz::corpus`.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use standpoint_fuzz::{corpus, mutate};

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    mutate::json(data, size, most, seed)
});
fuzz_target!(|data: &[u8]| corpus::check(data));
