package io.plimsoll.engine;

import java.util.Arrays;

/**
 * One list of entries for each factor, packed into fixed pages of one preallocated pool: a walk reads memory in order, and an
 * entry comes or goes in O(1) without moving a book. Holds places only; what stands in them is the user's. Engine thread.
 */
final class PagedLists {
    static final int NONE = -1;

    private final int pageBits;
    private final int pages;
    private final int[] nextPage;
    private final int[] previousPage;
    private final int[] firstPage; // by factor
    private final int[] lastPage; // by factor
    private final int[] lastCount; // by factor: entries in the last page
    private int firstFree;

    PagedLists(final int entries, final int factors, final int pageBits) {
        this.pageBits = pageBits;
        pages = (entries >> pageBits) + factors + 1; // each factor may leave one page partly empty
        nextPage = new int[pages];
        previousPage = new int[pages];
        for (int page = 0; page < pages; page++) {
            nextPage[page] = page + 1;
        }
        nextPage[pages - 1] = NONE;
        firstPage = new int[factors];
        lastPage = new int[factors];
        lastCount = new int[factors];
        Arrays.fill(firstPage, NONE);
        Arrays.fill(lastPage, NONE);
    }

    /** Places in the pool. */
    int capacity() {
        return Math.multiplyExact(pages, 1 << pageBits);
    }

    int pages() {
        return pages;
    }

    /** Adds an entry and answers where it stands. */
    int add(final int factor) {
        if (lastPage[factor] == NONE || lastCount[factor] == 1 << pageBits) {
            appendPage(factor);
        }
        return (lastPage[factor] << pageBits) + lastCount[factor]++;
    }

    /** The factor's last place in use. */
    int last(final int factor) {
        return (lastPage[factor] << pageBits) + lastCount[factor] - 1;
    }

    /** Takes the factor's last place away and answers which it was; the caller moves what stood there. */
    int removeLast(final int factor) {
        final int last = last(factor);
        lastCount[factor]--;
        if (lastCount[factor] == 0) {
            dropLastPage(factor);
        }
        return last;
    }

    int firstPage(final int factor) {
        return firstPage[factor];
    }

    int nextPage(final int page) {
        return nextPage[page];
    }

    /** The page's first place. */
    int start(final int page) {
        return page << pageBits;
    }

    /** One past the last place in use of a page of this factor. */
    int end(final int factor, final int page) {
        return start(page) + (page == lastPage[factor] ? lastCount[factor] : 1 << pageBits);
    }

    private void appendPage(final int factor) {
        final int page = firstFree;
        Invariant.check(page != NONE, "the pool has room for every leg");
        firstFree = nextPage[page];
        nextPage[page] = NONE;
        previousPage[page] = lastPage[factor];
        if (lastPage[factor] == NONE) {
            firstPage[factor] = page;
        } else {
            nextPage[lastPage[factor]] = page;
        }
        lastPage[factor] = page;
        lastCount[factor] = 0;
    }

    private void dropLastPage(final int factor) {
        final int page = lastPage[factor];
        lastPage[factor] = previousPage[page];
        if (lastPage[factor] == NONE) {
            firstPage[factor] = NONE;
            lastCount[factor] = 0;
        } else {
            nextPage[lastPage[factor]] = NONE;
            lastCount[factor] = 1 << pageBits;
        }
        nextPage[page] = firstFree;
        firstFree = page;
    }
}
