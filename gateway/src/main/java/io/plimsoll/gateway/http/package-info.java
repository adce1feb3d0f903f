/** The gateway's face: who may ask, what is refused, and each route. */
package io.plimsoll.gateway.http;
