using Ingot.Core.Tables;

namespace Ingot.Simulation.Models;

/// <summary>Makes models of customers with labels.</summary>
public interface IModelMaker
{
    /// <summary>Makes one.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="training">The rows that it learns from.</param>
    /// <param name="reference">Its reference rows.</param>
    YearModel Make(string version, Table training, Table reference);
}
