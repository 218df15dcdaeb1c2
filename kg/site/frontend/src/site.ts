/** What the pages can do with scripts; without them they read just as well. */

import { article } from "./article";
import { charts } from "./charts";
import { copy } from "./copy";
import { neighbourhoods } from "./neighbourhood";
import { search } from "./search";
import { tables } from "./tables";
import { theme } from "./theme";

theme();
search();
tables();
charts();
copy();
article();
neighbourhoods();
document.documentElement.dataset["ready"] = "true";
