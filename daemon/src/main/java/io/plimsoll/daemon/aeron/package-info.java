/** Aeron: records in from a matching engine, orders out to bots. The one package that names it; docs/formats/aeron.md. */
package io.plimsoll.daemon.aeron;
