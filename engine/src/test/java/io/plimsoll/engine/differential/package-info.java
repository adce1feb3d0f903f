/**
 * What drives two engines through the same records and compares what they say: a builder of input records, a decoder of
 * output records, a generator of hard streams, and the comparison itself.
 */
package io.plimsoll.engine.differential;
