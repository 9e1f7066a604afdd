//! See `standpoint_fuzz::query`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| standpoint_fuzz::query::check(data));
