/**
 * What is written to and read from a journal: the record frame, the SBE schema ({@code plimsoll/plimsoll-sbe.xml}, codecs in
 * {@code io.plimsoll.protocol.codec}) and fixed-point numbers. Needs Agrona only; everything else depends on it.
 */
package io.plimsoll.protocol;
