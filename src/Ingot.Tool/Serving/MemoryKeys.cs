using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Ingot.Tool.Serving;

/// <summary>Keys of ASP.NET Core's data protection, kept in memory: without a place of its own it writes them into the user's folder.</summary>
internal sealed class MemoryKeys : IXmlRepository
{
    private readonly Lock _lock = new();
    private readonly List<XElement> _elements = [];

    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_lock)
        {
            return [.. _elements.Select(e => new XElement(e))];
        }
    }

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_lock)
        {
            _elements.Add(new XElement(element));
        }
    }
}
