// What pages with words load: the elements to write and to read, and the two pages made of them.

import "./field.js";
import "./reflection.js";
import "./remember.js";
import "./text.js";
