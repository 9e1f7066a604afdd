//! See `standpoint_fuzz::date`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| standpoint_fuzz::date::check(text));
