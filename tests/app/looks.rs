//! At rest nothing is painted.

use crate::window::Window;

#[test]
fn a_window_at_rest_asks_for_no_frame() {
    let mut window = Window::open();
    window.harness.run();
    let steps = window.harness.try_run().expect("the window settles");
    assert!(steps <= 1, "{steps} frames were painted at rest");
}
