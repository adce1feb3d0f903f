package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Status.HaltCause;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import java.util.Optional;
import java.util.OptionalLong;

/** What all facts share: their account, being refused, being applied, and the room they need. */
final class Ledger {
    private final State state;
    private final FactFormulas formulas;

    Ledger(final State state, final FactFormulas formulas) {
        this.state = state;
        this.formulas = formulas;
    }

    /** The account of a fact other than AccountOpened, made if it is unknown; empty if there is no room for it. */
    Optional<Unit> account(final long accountId, final Event event) {
        if (state.units.containsKey(accountId)) {
            event.touch(accountId);
            return Optional.of(state.units.get(accountId));
        }
        final Optional<Unit> made = make(accountId, "#" + accountId, AccountRole.TRADER, event);
        made.ifPresent(unit -> {
            unit.awaitsOpening = true;
            doubt(unit, FlagReason.UNKNOWN_ACCOUNT, OptionalLong.empty(), event);
        });
        return made;
    }

    /** A new unit; empty, and HALTED, if there is no room for it. */
    Optional<Unit> make(final long accountId, final String name, final AccountRole role, final Event event) {
        if (state.units.size() >= state.status.maxAccounts()) {
            event.flag(Disposition.REFUSED, FlagReason.OVER_CAPACITY, OptionalLong.of(accountId), OptionalLong.empty());
            halt(HaltCause.ACCOUNTS, event);
            return Optional.empty();
        }
        final Unit unit = new Unit(accountId, name, role);
        state.units.put(accountId, unit);
        event.touch(accountId);
        return Optional.of(unit);
    }

    /** The fact is not applied; its account is SUSPECT. */
    void refuse(final Unit unit, final FlagReason reason, final OptionalLong subjectId, final Event event) {
        event.flag(Disposition.REFUSED, reason, OptionalLong.of(unit.accountId()), subjectId);
        unit.suspectFlag = true;
    }

    /** The fact is applied, but its account is SUSPECT. */
    void doubt(final Unit unit, final FlagReason reason, final OptionalLong subjectId, final Event event) {
        event.flag(Disposition.APPLIED_SUSPECT, reason, OptionalLong.of(unit.accountId()), subjectId);
        unit.suspectFlag = true;
    }

    /** Puts the legs in place if there is room for them; refuses the fact otherwise. */
    boolean apply(final Unit unit, final Legs legs, final OptionalLong subjectId, final Event event) {
        if (formulas.isTooManyLegs(legs.count())) {
            refuse(unit, FlagReason.OVER_CAPACITY, subjectId, event);
            return false;
        }
        final long legsNow = state.legCount();
        final long legsThen = legsNow - unit.legs.count() + legs.count();
        if (formulas.isOutOfRoom(legsNow, legsThen, state.status.maxLegs())) {
            refuse(unit, FlagReason.OVER_CAPACITY, subjectId, event);
            halt(HaltCause.LEGS, event);
            return false;
        }
        unit.legs = legs;
        applied(unit, event);
        return true;
    }

    /** What every applied fact leaves on its account. */
    void applied(final Unit unit, final Event event) {
        final boolean isOtherSource = !unit.source.equals(event.source());
        if (formulas.isSuspicionKept(state.sources.isSuspectByGap(unit), isOtherSource)) {
            unit.suspectFlag = true;
        }
        unit.version = event.cause().sequence();
        unit.source = event.source();
    }

    private void halt(final HaltCause cause, final Event event) {
        if (state.status.halt(cause)) {
            event.emit(new Output.EngineState(event.cause(), state.status.current(), state.status.mode()));
        }
    }
}
