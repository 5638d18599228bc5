//! The essay's own text, from a file of the user's. It is shown, and never copied into a file of ours.

/// Paragraphs by number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EssayText {
    paragraphs: Vec<(u32, String)>,
}

impl EssayText {
    /// Finds the paragraphs of a text: lines that start with `[n]` number them; where there is no
    /// such line, blocks between blank lines count from 1.
    pub fn parse(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let numbered = numbered(text);
        let paragraphs = if numbered.is_empty() { blocks(text) } else { numbered };
        Self { paragraphs }
    }

    /// The paragraph with this number.
    pub fn paragraph(&self, number: u32) -> Option<&str> {
        self.paragraphs.iter().find(|(n, _)| *n == number).map(|(_, text)| text.as_str())
    }

    /// How many paragraphs it has.
    pub fn len(&self) -> usize {
        self.paragraphs.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }
}

fn numbered(text: &str) -> Vec<(u32, String)> {
    let mut paragraphs: Vec<(u32, String)> = Vec::new();
    for line in text.lines() {
        if let Some((number, rest)) = number_of(line) {
            paragraphs.push((number, rest.trim().to_owned()));
        } else if let (Some((_, paragraph)), false) = (paragraphs.last_mut(), line.trim().is_empty()) {
            paragraph.push(' ');
            paragraph.push_str(line.trim());
        }
    }
    paragraphs
}

fn number_of(line: &str) -> Option<(u32, &str)> {
    let (number, rest) = line.trim_start().strip_prefix('[')?.split_once(']')?;
    Some((number.parse().ok()?, rest))
}

fn blocks(text: &str) -> Vec<(u32, String)> {
    let mut blocks: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in text.lines().map(str::trim) {
        match blocks.last_mut() {
            Some(block) if is_open && !line.is_empty() => {
                block.push(' ');
                block.push_str(line);
            }
            _ if !line.is_empty() => blocks.push(line.to_owned()),
            _ => {}
        }
        is_open = !line.is_empty();
    }
    (1..).zip(blocks).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_a_number_in_brackets_number_the_paragraphs() {
        let text = EssayText::parse("Title\n\n[1] One\nand on.\n\n[3] Three\n");
        assert_eq!(text.paragraph(1), Some("One and on."));
        assert_eq!(text.paragraph(2), None);
        assert_eq!(text.paragraph(3), Some("Three"));
    }

    #[test]
    fn without_numbers_the_blocks_count_from_one() {
        let text = EssayText::parse("\u{feff}One\r\nand on.\r\n\r\n\r\nTwo\r\n");
        assert_eq!(text.paragraph(1), Some("One and on."));
        assert_eq!(text.paragraph(2), Some("Two"));
        assert_eq!(text.len(), 2);
    }

    #[test]
    fn an_empty_text_has_no_paragraphs() {
        assert!(EssayText::parse(" \n\n").is_empty());
    }
}
