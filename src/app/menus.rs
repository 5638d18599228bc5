//! Where each command stands in the menus.

use super::command::Command;

/// A menu: groups of commands with a line between them, and menus within it.
pub struct Menu {
    /// What it is called.
    pub name: &'static str,
    /// Its own commands.
    pub groups: &'static [&'static [Command]],
    /// The menus within it, below its commands.
    pub inner: &'static [Menu],
}

/// The menus, from left to right.
pub const MENUS: [Menu; 6] = {
    use Command as C;
    const fn inner(name: &'static str, groups: &'static [&'static [Command]]) -> Menu {
        Menu { name, groups, inner: &[] }
    }
    [
        inner(
            "File",
            &[
                &[C::New, C::Open, C::OpenPath, C::ReloadAll],
                &[
                    C::Save,
                    C::SaveAs,
                    C::SaveByPath,
                    C::SaveAll,
                    C::SaveCopy,
                    C::CompareVersions,
                    C::CloseDocument,
                ],
                &[C::SaveSeminar, C::SaveSeminarAs, C::CloseSeminar],
                &[C::Export, C::ImportMatrix],
                &[C::BuiltInEssay, C::AttachText, C::DetachText],
                &[C::Quit],
            ],
        ),
        inner(
            "Edit",
            &[
                &[C::Undo, C::Redo],
                &[C::CutEntry, C::CopyEntry, C::PasteEntry],
                &[C::Write, C::AddEntry, C::AddExpectation, C::DuplicateEntry, C::DeleteEntry],
                &[C::MoveEntryUp, C::MoveEntryDown, C::PreviousEntry, C::NextEntry],
                &[C::Find, C::Palette],
            ],
        ),
        Menu {
            name: "View",
            groups: &[
                &[
                    C::ShowCompare,
                    C::ShowMatrix,
                    C::ShowTimeline,
                    C::ShowAnalysis,
                    C::ShowEssay,
                    C::ShowEditor,
                    C::ShowSeminar,
                ],
                &[C::ToggleTheories, C::ToggleInspector, C::ToggleProblems, C::Back],
                &[C::AllAttributions, C::EssayOnly],
                &[C::TransposeMatrix],
            ],
            inner: &[
                inner(
                    "Columns",
                    &[
                        &[C::MoveColumnLeft, C::MoveColumnRight, C::WidenColumn, C::NarrowColumn],
                        &[C::HideColumn, C::ShowAllColumns, C::EvenColumns],
                    ],
                ),
                inner("Zoom", &[&[C::ZoomIn, C::ZoomOut, C::ZoomReset]]),
                inner("Theme", &[&[C::SystemTheme, C::LightTheme, C::DarkTheme]]),
                inner("Motion", &[&[C::SystemMotion, C::FullMotion, C::LessMotion]]),
            ],
        },
        inner(
            "What-if",
            &[
                &[C::ReadHigher, C::ReadLower, C::ReadAsEssay, C::SwitchOutcome],
                &[C::FactsOnly, C::EveryBasis],
                &[C::ListChanges, C::UndoWhatIf],
            ],
        ),
        inner(
            "Seminar",
            &[
                &[C::NextStage, C::PreviousStage, C::Reveal, C::Timer],
                &[C::Projector, C::Blank, C::LargerOnWall, C::SmallerOnWall, C::DarkWall, C::OtherScreen],
                &[C::AddMostWorth, C::RoomReads],
                &[C::BlankBallots, C::ImportBallots, C::CompareRooms],
            ],
        ),
        inner("Help", &[&[C::Keys, C::Messages, C::About]]),
    ]
};

impl Menu {
    /// Its commands and those of the menus within it, from top to bottom, each with the way to it:
    /// `View > Zoom`.
    pub fn commands(&self) -> Vec<(String, Command)> {
        let own = self.groups.iter().copied().flatten().map(|command| (self.name.to_owned(), *command));
        let inner = self.inner.iter().flat_map(Menu::commands);
        own.chain(inner.map(|(way, command)| (format!("{} > {way}", self.name), command))).collect()
    }
}
