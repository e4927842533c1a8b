//! Opening a page in the browser: at once, after a question, or not at all.

use crate::app::dialog::{Confirm, Dialog};
use crate::app::message::Effect;
use crate::app::state::App;
use crate::text::clean::SafeText;
use crate::web::open_policy::{Doubt, Opening, may_open};

impl App {
    /// Opens a page, asks first, or says why not.
    pub(super) fn browse(&mut self, address: &str, label: &SafeText) {
        match may_open(address, label.as_str()) {
            Opening::Allowed { address, host } => {
                self.say(SafeText::line(&format!("Opening {host}")));
                self.effects.push(Effect::Browse(address));
            }
            Opening::Ask { address, host, why } => {
                let lines = vec![
                    SafeText::line(&format!("The browser would go to {host}")),
                    SafeText::line(reason(why)),
                    SafeText::line(&address),
                ];
                let title = "Are you sure? y yes · n no".into();
                self.panes.question.ask(title, lines);
                self.open_dialog(Dialog::Confirm(Confirm::Browse(address)));
            }
            Opening::Refused { why } => {
                self.say(SafeText::line(&format!(
                    "Not opened: {why}. y u copies the address"
                )));
            }
        }
    }
}

/// Why there is a question before a page is opened.
fn reason(why: Doubt) -> &'static str {
    match why {
        Doubt::UserInfo => "A name before the host makes the address look like another site's.",
        Doubt::MixedScripts => "The host mixes scripts, as look-alikes of other sites do.",
        Doubt::Label => "The text of the link is the address of another site.",
        Doubt::Number => "The host is a number, not a name.",
    }
}
