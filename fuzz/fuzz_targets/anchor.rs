//! See `standpoint_fuzz::anchor`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| standpoint_fuzz::anchor::check(data));
