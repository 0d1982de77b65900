// What helps to record: days read as one says them. Without it, the server reads them all the same.
import { watchDays } from "./day.js";

watchDays(document);
