//! An empty window.

struct Empty;

impl eframe::App for Empty {
    fn ui(&mut self, _: &mut eframe::egui::Ui, _: &mut eframe::Frame) {}
}

fn main() -> eframe::Result {
    let options = eframe::NativeOptions { renderer: eframe::Renderer::Glow, ..Default::default() };
    eframe::run_native("empty", options, Box::new(|_| Ok(Box::new(Empty))))
}
