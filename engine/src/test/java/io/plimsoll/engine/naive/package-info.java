/**
 * The oracle: the linear rules of {@code docs/internals/linear-rules.md} written down as slowly and plainly as they
 * read. It sees the decoded records and nothing else of production code, which an ArchUnit test holds.
 */
package io.plimsoll.engine.naive;
