using Ingot.Core;
using Ingot.Core.Diagnostics;

namespace Ingot.Reports.Cards;

/// <summary>What the columns of the training and the reference rows look like: <c>profile.json</c>.</summary>
/// <param name="Training">The training rows.</param>
/// <param name="Reference">The reference rows; null when there are none.</param>
public sealed record CardProfile(TableProfile Training, TableProfile? Reference = null)
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="IngotException">INGOT9006: the file is damaged.</exception>
    public static CardProfile Read(string path) => JsonFormat.Read<CardProfile>(path);
}
