using System.Buffers;

namespace Ingot.Serving.Endpoints;

/// <summary>A body, and how much of it is allowed.</summary>
/// <param name="Body">The bytes, valid until the request's reader advances.</param>
/// <param name="MaxRows">Rows that it may have.</param>
/// <param name="JsonBytes">How much of it is JSON, when data may stand behind it; null: all.</param>
internal readonly record struct RequestContent(ReadOnlySequence<byte> Body, int MaxRows, int? JsonBytes);
