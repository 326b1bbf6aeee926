namespace Ingot.Core.Specs;

/// <summary>What people should consider before they use a model, in their authors' words: lists with semicolons in the project.</summary>
public sealed record ModelConsiderations
{
    /// <summary>Property <c>ModelUsers</c>: who the model is for.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Property <c>ModelUseCases</c>: what it is for.</summary>
    public IReadOnlyList<string> UseCases { get; init; } = [];

    /// <summary>Property <c>ModelLimitations</c>: where it is known to fail, or was not tried.</summary>
    public IReadOnlyList<string> Limitations { get; init; } = [];

    /// <summary>Property <c>ModelTradeoffs</c>: what was given up for what.</summary>
    public IReadOnlyList<string> Tradeoffs { get; init; } = [];

    /// <summary>Property <c>ModelEthicalConsiderations</c>: whom it may harm, and how.</summary>
    public IReadOnlyList<string> EthicalConsiderations { get; init; } = [];

    /// <summary>Whether nobody said anything.</summary>
    public bool IsEmpty => Users.Count + UseCases.Count + Limitations.Count + Tradeoffs.Count + EthicalConsiderations.Count == 0;
}
