/**
 * What a definition may say beyond the plain rules: one immutable record for assets, one for instruments, one for the profile. Each has a
 * {@code PLAIN} one, which stands for a definition that says nothing of the kind. Values only, for every module; what they do is the
 * engine's to say.
 */
package io.plimsoll.protocol.terms;
