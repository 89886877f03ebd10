// Whoever signed out left this browser: no unlocked key stays behind, in no tab. Drafts and what was
// seen stay: they are sealed, and are there when their owner comes back.

import { lock } from "./unlocked.js";

await lock();
