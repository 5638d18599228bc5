//! How things look, wherever they are drawn: in the window, in pictures and on paper. Colours, fonts, and the marks of
//! verdicts, timing and theories as shapes; who draws them brings the pen.

pub mod colours;
pub mod fonts;
pub mod marks;
