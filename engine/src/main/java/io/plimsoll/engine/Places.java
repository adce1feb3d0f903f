package io.plimsoll.engine;

/**
 * A place for each leg among those of its factor: pages of one pool, so that whoever keeps a number for each leg by place reads those of
 * a factor in memory order, and a place is all that has to be known to tell the factor. Engine thread.
 */
final class Places {
    /** A page of 1,024: few enough pages to look through, and little is left empty by many factors. */
    static final int PAGE_BITS = 10;

    /** Pages that are looked through together, as a power of two. */
    private static final int FOLDER_BITS = 4;

    final PagedLists lists;
    /** The pages of each factor, in turn, sixteen to a folder. */
    final PagedLists folders;

    private final int[] holder;
    private final int[] factorOfPage;
    private final int[] pageAt; // by place in a folder
    private final int[] folderOf; // by page

    Places(final int legs, final int factors) {
        lists = new PagedLists(legs, factors, PAGE_BITS);
        holder = new int[lists.capacity()];
        factorOfPage = new int[lists.pages()];
        folders = new PagedLists(lists.pages(), factors, FOLDER_BITS);
        pageAt = new int[folders.capacity()];
        folderOf = new int[lists.pages()];
    }

    int capacity() {
        return holder.length;
    }

    int add(final int factor, final int unit) {
        final int place = lists.add(factor);
        holder[place] = unit;
        if (isFirstOfPage(place)) {
            openPage(factor, place >> PAGE_BITS);
        }
        return place;
    }

    private static boolean isFirstOfPage(final int place) {
        return (place & (1 << PAGE_BITS) - 1) == 0;
    }

    private void openPage(final int factor, final int page) {
        factorOfPage[page] = factor;
        final int at = folders.add(factor);
        pageAt[at] = page;
        folderOf[page] = at >> FOLDER_BITS;
    }

    /** The page at a place in a folder. */
    int page(final int placeInFolder) {
        return pageAt[placeInFolder];
    }

    /** The folder that a page is in. */
    int folder(final int page) {
        return folderOf[page];
    }

    /** Whose leg stands here. */
    int holder(final int place) {
        return holder[place];
    }

    int factor(final int place) {
        return factorOfPage[place >> PAGE_BITS];
    }

    /** The place that is vacated when any of the factor's is: whoever stands there moves. */
    int last(final int factor) {
        return lists.last(factor);
    }

    /** Takes a place away; the factor's last one is vacated for it. */
    void remove(final int place) {
        final int factor = factor(place);
        final int last = lists.removeLast(factor);
        holder[place] = holder[last];
        if (isFirstOfPage(last)) {
            folders.removeLast(factor);
        }
    }

    /** Adds every holder of the factor, and answers how many legs were passed. */
    int collectAll(final int factor, final FiredUnits fired) {
        int passed = 0;
        for (int page = lists.firstPage(factor); page != PagedLists.NONE; page = lists.nextPage(page)) {
            passed += lists.end(factor, page) - lists.start(page);
            for (int place = lists.start(page); place < lists.end(factor, page); place++) {
                fired.add(holder[place]);
            }
        }
        return passed;
    }
}
