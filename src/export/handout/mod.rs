//! The handouts, each as a page: what one takes to a class, and home from it.

pub(crate) mod cards;
pub(crate) mod minutes;
mod parts;
pub(crate) mod report;
pub(crate) mod summary;
pub(crate) mod worksheet;
