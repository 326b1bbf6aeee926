namespace Ingot.Training.LightGbm;

/// <summary>What LightGBM itself reported.</summary>
internal sealed class LightGbmException(string message) : Exception(message);
