//! See `standpoint_fuzz::link`.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use standpoint_fuzz::{link, mutate};

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    mutate::link(data, size, most, seed)
});
fuzz_target!(|data: &[u8]| link::check(data));
