//! What the desktop says of theme and motion, where winit does not know.

/// The desktop's wishes, as far as it states them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wishes {
    /// Whether it asks for a dark theme.
    pub is_dark: Option<bool>,
    /// Whether it asks for less motion.
    pub less_motion: Option<bool>,
}

/// Asks the settings portal (freedesktop.org); slow where there is none, so not on the UI thread.
#[cfg(target_os = "linux")]
pub fn wishes() -> Wishes {
    let Ok(bus) = zbus::blocking::Connection::session() else { return Wishes::default() };
    let read = |namespace: &str, key: &str| -> Option<zbus::zvariant::OwnedValue> {
        let reply = bus.call_method(
            Some("org.freedesktop.portal.Desktop"),
            "/org/freedesktop/portal/desktop",
            Some("org.freedesktop.portal.Settings"),
            "ReadOne",
            &(namespace, key),
        );
        reply.ok()?.body().deserialize().ok()
    };
    let number = |key| read("org.freedesktop.appearance", key).and_then(|value| u32::try_from(value).ok());
    Wishes {
        is_dark: number("color-scheme").filter(|scheme| *scheme > 0).map(|scheme| scheme == 1),
        less_motion: number("reduced-motion").map(|motion| motion == 1),
    }
}

/// Elsewhere winit reports the theme itself.
#[cfg(not(target_os = "linux"))]
pub fn wishes() -> Wishes {
    Wishes::default()
}
