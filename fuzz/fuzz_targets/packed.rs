//! See `standpoint_fuzz::packed`.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use standpoint_fuzz::{mutate, packed};

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    mutate::packed(data, size, most, seed)
});
fuzz_target!(|data: &[u8]| packed::check(data));
