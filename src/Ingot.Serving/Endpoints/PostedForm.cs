using Ingot.Serving.Requests;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Ingot.Serving.Endpoints;

/// <summary>Reads the forms that pages send: no larger than they can be, and only those of this server's own pages.</summary>
internal static class PostedForm
{
    private const int MaxBytes = 256 << 10;
    private const int MaxFields = 16;

    private static readonly FormOptions Limits = new()
    {
        BufferBodyLengthLimit = MaxBytes,
        MultipartBodyLengthLimit = MaxBytes,
        ValueLengthLimit = MaxBytes,
        ValueCountLimit = MaxFields,
        KeyLengthLimit = 64,
        MultipartHeadersCountLimit = 8,
    };

    /// <exception cref="RequestException">400, 413, 415: it is not a form, is too large, or is another site's.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            throw new RequestException(StatusCodes.Status415UnsupportedMediaType, "The request is not a form. Use the page.");
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxBytes;
        }

        try
        {
            context.Features.Set<IFormFeature>(new FormFeature(context.Request, Limits));
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
            return form;
        }
        catch (AntiforgeryValidationException)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, "The form is not one of this server's pages, or the page is too old. Open the page again, and send its form.");
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            throw RequestException.TooLarge($"The form is damaged or has more than the {MaxBytes} bytes that are read.");
        }
    }

    /// <summary>A field, without the spaces at its ends; empty when there is none.</summary>
    public static string Field(this IFormCollection form, string name) => form[name].ToString().Trim();
}
