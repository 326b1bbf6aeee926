using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Ingot.Releases.Baselines;

/// <summary>Reads an embedded resource out of an assembly. The assembly is never loaded: none of its code can run.</summary>
internal static class AssemblyResource
{
    /// <summary>The bytes of a resource; null when the file has none of that name.</summary>
    /// <param name="assembly">The bytes of the assembly's file.</param>
    /// <param name="name">The resource's logical name.</param>
    /// <exception cref="BadImageFormatException">The file is not an assembly, or says what cannot be of the resource.</exception>
    public static byte[]? TryRead(byte[] assembly, string name)
    {
        using var image = new PEReader(new MemoryStream(assembly, writable: false));
        if (!image.HasMetadata)
        {
            return null;
        }

        var metadata = image.GetMetadataReader();
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);

            // One with an implementation lies in another file.
            if (resource.Implementation.IsNil && metadata.StringComparer.Equals(resource.Name, name))
            {
                return Read(image, resource.Offset);
            }
        }

        return null;
    }

    // A resource is its length in four bytes and then its content, at an offset into the resources' part of a section. All
    // three numbers are the file's own word and may be anything.
    private static byte[] Read(PEReader image, long offset)
    {
        var directory = image.PEHeaders.CorHeader!.ResourcesDirectory;
        var section = image.GetSectionData(directory.RelativeVirtualAddress);
        var available = Math.Min((long)section.Length, directory.Size);
        if (offset < 0 || offset > available - sizeof(int))
        {
            throw new BadImageFormatException($"The resource begins at {offset} of {available} bytes.");
        }

        var length = section.GetReader((int)offset, sizeof(int)).ReadInt32();
        return length >= 0 && length <= available - offset - sizeof(int)
            ? [.. section.GetContent((int)offset + sizeof(int), length)]
            : throw new BadImageFormatException($"The resource claims to have {length} bytes of {available}.");
    }
}
