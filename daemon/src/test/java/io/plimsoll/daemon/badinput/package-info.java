/** Forty-eight classes of bad input, each through the doors that it can come in by, and what must follow (docs/internals/bad-inputs.md). */
package io.plimsoll.daemon.badinput;
