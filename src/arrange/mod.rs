//! How what is compared is arranged, in the window and in pictures alike: the rows of Compare, and the places of
//! the timeline. Pure functions; no unit of length is known here.

mod pack;
pub mod rows;
pub mod timeline;
pub mod years;
