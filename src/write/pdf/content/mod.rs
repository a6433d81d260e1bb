//! The content of the pages, written anew.
