//! Putting names right: what was corrected, here or elsewhere, is applied as soon as it is known.

use crate::app::message::Effect;
use crate::app::state::App;

impl App {
    /// Has names linked anew when corrections have come, or gone, since the last time.
    pub(super) fn curate(&mut self) -> Vec<Effect> {
        let curation = self.cx.notebook.curation();
        if curation == self.curation {
            return Vec::new();
        }
        self.curation.clone_from(&curation);
        vec![Effect::Curate(curation)]
    }
}
