/** What every program around a journal shares: settings read strictly, errors that the user can mend, exit codes. */
package io.plimsoll.journal.config;
