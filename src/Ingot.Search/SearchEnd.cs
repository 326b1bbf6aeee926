namespace Ingot.Search;

/// <summary>Why a search ended.</summary>
public enum SearchEnd
{
    /// <summary>As many points were tried as were meant.</summary>
    AllTried,

    /// <summary>Every point that the space has, or that its sampler finds, was tried.</summary>
    SpaceExhausted,

    /// <summary>The time was over.</summary>
    OutOfTime,

    /// <summary>Too many trials failed one after the other.</summary>
    TooManyFailures,
}
