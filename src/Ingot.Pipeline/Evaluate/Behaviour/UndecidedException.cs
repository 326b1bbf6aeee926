namespace Ingot.Pipeline.Evaluate.Behaviour;

/// <summary>A test cannot be decided; the message says why and what to do, in full sentences.</summary>
/// <param name="message">Why.</param>
internal sealed class UndecidedException(string message) : Exception(message);
