using System.Buffers.Binary;

namespace Ingot.Serving.Requests;

/// <summary>
/// Reads tensors in the binary form of the extension <c>binary_tensor_data</c>: elements one behind another, little-endian, row by row; texts in
/// UTF-8, each behind its length in four bytes. Not a number means that a value is missing, as does an empty text.
/// </summary>
internal static class BinaryTensor
{
    private const int LengthBytes = sizeof(uint);

    /// <summary>Finds sizes that cannot be before anything is read.</summary>
    /// <exception cref="RequestException">The rows have another size.</exception>
    public static void CheckSize(string name, TensorType type, int rows, long size)
    {
        var least = (long)rows * (type.Size > 0 ? type.Size : LengthBytes);
        if (type.Size > 0 ? size != least : size < least)
        {
            throw RequestException.Wrong(
                $"Input '{name}' has a binary_data_size of {size}; {rows} rows of {type.Name} have {(type.Size > 0 ? string.Empty : "at least ")}{least} bytes.", name);
        }
    }

    /// <summary>Reads all rows; the size was checked.</summary>
    /// <exception cref="RequestException">A value is none of the type, or does not fit into the input.</exception>
    public static void Read(in TensorCell cell, string name, TensorType type, ReadOnlySpan<byte> data, int rows)
    {
        switch (type.Family)
        {
            case TensorFamily.Text:
                ReadTexts(in cell, name, data, rows);
                break;
            case TensorFamily.Real:
                for (var row = 0; row < rows; row++)
                {
                    var element = data.Slice(row * type.Size, type.Size);
                    cell.SetReal(row, type.Size switch
                    {
                        sizeof(float) => BinaryPrimitives.ReadSingleLittleEndian(element),
                        sizeof(double) => BinaryPrimitives.ReadDoubleLittleEndian(element),
                        _ => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
                    });
                }

                break;
            case TensorFamily.Boolean:
                for (var row = 0; row < rows; row++)
                {
                    cell.SetWhole(row, data[row] <= 1 ? data[row] : throw RequestException.Wrong($"Input '{name}' has the byte {data[row]} in row {row}; BOOL is 0 or 1.", name, row));
                }

                break;
            default:
                ReadWhole(in cell, type, data, rows);
                break;
        }
    }

    private static void ReadWhole(in TensorCell cell, TensorType type, ReadOnlySpan<byte> data, int rows)
    {
        var isSigned = type.Min < 0;
        for (var row = 0; row < rows; row++)
        {
            var element = data.Slice(row * type.Size, type.Size);
            cell.SetWhole(row, type.Size switch
            {
                sizeof(byte) => isSigned ? (sbyte)element[0] : element[0],
                sizeof(short) => isSigned ? BinaryPrimitives.ReadInt16LittleEndian(element) : BinaryPrimitives.ReadUInt16LittleEndian(element),
                sizeof(int) => isSigned ? BinaryPrimitives.ReadInt32LittleEndian(element) : BinaryPrimitives.ReadUInt32LittleEndian(element),
                _ => isSigned ? BinaryPrimitives.ReadInt64LittleEndian(element) : (Int128)BinaryPrimitives.ReadUInt64LittleEndian(element),
            });
        }
    }

    private static void ReadTexts(in TensorCell cell, string name, ReadOnlySpan<byte> data, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            if (data.Length < LengthBytes)
            {
                throw RequestException.Wrong($"Input '{name}' has no length in row {row}: its binary data end {data.Length} bytes behind row {row - 1}; each text stands behind its length in 4 bytes.", name, row);
            }

            var length = BinaryPrimitives.ReadUInt32LittleEndian(data);
            data = data[LengthBytes..];
            if (length > (uint)data.Length)
            {
                throw RequestException.Wrong($"Input '{name}' has a text of {length} bytes in row {row}, but only {data.Length} bytes are left of its binary data.", name, row);
            }

            cell.SetText(row, data[..(int)length]);
            data = data[(int)length..];
        }

        if (!data.IsEmpty)
        {
            throw RequestException.Wrong($"Input '{name}' has {data.Length} bytes behind the last of its {rows} texts; its binary_data_size counts the texts, each with the 4 bytes of its length.", name);
        }
    }
}
