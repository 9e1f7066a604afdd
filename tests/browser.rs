//! The page in a real browser: what a reader sees and does, against counts made here from the
//! packed corpus.
//!
//! `make test` builds the page and runs this; `STANDPOINT_DIST` names another folder to serve.

#![cfg(not(target_arch = "wasm32"))]

mod browser {
    mod accessible;
    mod adapted;
    mod announce;
    mod axe;
    mod citations;
    mod codebook;
    mod collection;
    mod colours;
    mod counts;
    mod engine;
    mod failure;
    mod filters;
    mod focus;
    mod grid;
    mod helpers;
    mod hostile;
    mod keyboard;
    mod large;
    mod large_accessible;
    mod links;
    mod matrix;
    mod newcomer;
    mod offline;
    mod opening;
    mod own_copy;
    mod plain;
    mod policy;
    mod print;
    mod publish;
    mod scriptless;
    mod search;
    mod services;
    mod site;
    mod small_screen;
    mod unscripted;
    mod update;
    mod walk;
    mod watch;
    mod zoom;
}
