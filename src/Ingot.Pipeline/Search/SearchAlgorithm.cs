namespace Ingot.Pipeline.Search;

/// <summary>How points of the space are chosen.</summary>
internal enum SearchAlgorithm
{
    /// <summary>By what earlier trials were worth.</summary>
    Tpe,

    /// <summary>At random.</summary>
    Random,

    /// <summary>Every combination of some values.</summary>
    Grid,

    /// <summary>At random, with few iterations first and more for the best.</summary>
    Asha,
}
