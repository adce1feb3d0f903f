package io.plimsoll.engine;

/** What a unit has of one asset, with what its positions have won or lost in it: a sum for each purpose, before weights. Engine thread. */
final class Bucket {
    /** Of which asset. */
    Factor asset = Factor.NOTHING;

    private final Int128 initial = new Int128();
    private final Int128 stop = new Int128();
    private final Int128 maintenance = new Int128();

    /** Begins anew, with nothing. */
    void of(final Factor newAsset) {
        asset = newAsset;
        initial.set(0);
        stop.set(0);
        maintenance.set(0);
    }

    /** The sum for a purpose, a value. */
    Int128 sum(final Purpose purpose) {
        return switch (purpose) {
            case INITIAL -> initial;
            case STOP -> stop;
            case MAINTENANCE -> maintenance;
        };
    }

    /** Adds what counts for each purpose alike. */
    void add(final Int128 worth) {
        initial.add(worth);
        stop.add(worth);
        maintenance.add(worth);
    }
}
