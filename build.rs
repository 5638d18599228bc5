//! Packs the fonts: unpacked they would be a fifteenth of the program.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    pack_fonts();
}

fn pack_fonts() {
    let folder = std::path::PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names a folder"));
    let fonts: [(&str, &[u8]); 3] = [
        ("noto-sans", ttf_noto_sans::REGULAR),
        ("noto-sans-bold", ttf_noto_sans::BOLD),
        ("dejavu-sans", dejavu::sans::regular()),
    ];
    for (name, font) in fonts {
        let packed = miniz_oxide::deflate::compress_to_vec(font, 10);
        std::fs::write(folder.join(name), packed).expect("cargo's folder can be written in");
    }
}
