/**
 * The margin engine: holds every account and judges it after every record. A pure function of its input records: no clock, no
 * randomness, no floating point, no logging, nothing of the journal or the ring (held by a test).
 *
 * <p>{@link io.plimsoll.engine.MarginEngine} dispatches; {@code Definitions}, {@code Prices}, {@code AccountFacts}, {@code SeizeFacts}
 * and {@code Snapshots} change the state; a {@code Revaluation} finds the units that may have moved over an edge; {@code Evaluator}
 * judges them exactly, {@code OrderEnds} ends their orders and {@code Liquidator} makes new ones. The rules are in
 * docs/internals/linear-rules.md.
 */
package io.plimsoll.engine;
