#pragma warning disable IDE0130 // The compiler looks for it in this namespace.
namespace System.Runtime.CompilerServices;
#pragma warning restore IDE0130

/// <summary>What the compiler needs for properties that are set once, and netstandard2.0 does not have.</summary>
internal static class IsExternalInit;
